#include "kernel/definitions/topics.h"

#include <algorithm>
#include <array>

namespace cityhall {
namespace {

LocalText both(std::string english, std::string spanish) { return {{"en", std::move(english)}, {"es", std::move(spanish)}}; }

}  // namespace

std::span<Topic const> shipped_groups() {
  static std::array const groups{
      Topic{"streets", both("Streets and traffic", "Calles y tráfico"),
            both("Potholes, lights, signals, signs and snow.", "Baches, alumbrado, semáforos, señales y nieve.")},
      Topic{"walking", both("Walking, biking and bus", "A pie, en bici y en autobús"),
            both("Sidewalks, crosswalks, ramps, bike lanes and bus stops.", "Banquetas, cruces, rampas, ciclovías y paradas de autobús.")},
      Topic{"parking", both("Parking and vehicles", "Estacionamiento y vehículos"),
            both("Blocked driveways, bad parking and cars left behind.", "Entradas bloqueadas, carros mal estacionados y abandonados.")},
      Topic{"trash", both("Trash and recycling", "Basura y reciclaje"),
            both("Collection, carts, large items, litter and dumping.", "Recolección, botes, objetos grandes y basura tirada.")},
      Topic{
          "water", both("Water and sewer", "Agua y drenaje"),
          both("Leaks, floods, drains, hydrants, water quality and bills.", "Fugas, inundaciones, drenaje, hidrantes, calidad y recibos.")},
      Topic{"parks", both("Parks and trees", "Parques y árboles"),
            both("Trees, parks, playgrounds and restrooms.", "Árboles, parques, juegos y baños públicos.")},
      Topic{"animals", both("Animals and pests", "Animales y plagas"),
            both("Lost, hurt and dead animals, rats and mosquitoes.", "Animales perdidos, heridos o muertos, ratas y mosquitos.")},
      Topic{"homes", both("Homes and buildings", "Casas y edificios"),
            both("No heat, unsafe or empty buildings, building work, tall grass.",
                 "Sin calefacción, edificios peligrosos o vacíos, obras, hierba alta.")},
      Topic{"neighborhood", both("Noise, health and safety", "Ruido, salud y seguridad"),
            both("Noise, graffiti, smells, needles and people who need help.",
                 "Ruido, grafiti, olores, agujas y personas que necesitan ayuda.")},
      Topic{"city-hall", both("City hall", "La alcaldía"),
            both("Questions, records, events, lost things, praise and complaints.",
                 "Preguntas, documentos, eventos, objetos perdidos, elogios y quejas.")}};
  return groups;
}

std::span<Topic const> shipped_situations() {
  static std::array const situations{
      Topic{"my-street", both("On my street", "En mi calle"),
            both("What can be fixed in front of your door.", "Lo que se puede arreglar frente a su puerta.")},
      Topic{"storm", both("After a storm", "Después de una tormenta"),
            both("Trees, wires, water and signals after bad weather.", "Árboles, cables, agua y semáforos después del mal tiempo.")},
      Topic{"winter", both("Snow and cold", "Nieve y frío"),
            both("Snow, ice, frozen pipes and homes without heat.", "Nieve, hielo, tuberías congeladas y casas sin calefacción.")},
      Topic{"moving", both("I am moving", "Me mudo"),
            both("Carts, large items, water and what to ask before you go.",
                 "Botes, objetos grandes, agua y lo que debe preguntar antes de irse.")},
      Topic{"renting", both("I rent my home", "Rento mi vivienda"),
            both("Heat, repairs, pests and noise when you have a landlord.", "Calefacción, arreglos, plagas y ruido cuando usted renta.")},
      Topic{"next-door", both("A problem next door", "Un problema al lado"),
            both("Noise, tall grass, empty houses and building work nearby.", "Ruido, hierba alta, casas vacías y obras cerca.")},
      Topic{"children", both("I have small children", "Tengo niños pequeños"),
            both("Playgrounds, safe ways to school and clean water.", "Juegos, caminos seguros a la escuela y agua limpia.")},
      Topic{"getting-around", both("I walk, bike or use a wheelchair", "Camino, uso bici o silla de ruedas"),
            both("Whatever stands in your way.", "Todo lo que le estorba el paso.")},
      Topic{"pets", both("I have a pet", "Tengo una mascota"),
            both("Lost pets, wild animals and dogs that bite.", "Mascotas perdidas, animales silvestres y perros que muerden.")},
      Topic{
          "shop", both("I open or run a shop", "Abro o tengo un negocio"),
          both("Trash, signs, street space and questions about permits.", "Basura, letreros, uso de la calle y preguntas sobre permisos.")},
      Topic{"event", both("I plan an event", "Organizo un evento"),
            both("Block parties, filming, parks and street closings.", "Fiestas de cuadra, filmaciones, parques y cierres de calle.")}};
  return situations;
}

Topic const* find_topic(std::span<Topic const> topics, std::string_view id) {
  auto const found = std::find_if(topics.begin(), topics.end(), [&](Topic const& topic) { return topic.id == id; });
  return found == topics.end() ? nullptr : &*found;
}

std::vector<std::string> ids_of(std::span<Topic const> topics) {
  std::vector<std::string> ids;
  for (auto const& topic : topics) ids.push_back(topic.id);
  return ids;
}

}  // namespace cityhall
