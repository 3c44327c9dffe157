#include "po/spanish.h"

#include <gtest/gtest.h>

#include "base/message.h"

namespace cityhall {

TEST(Spanish, IsBuiltIn) {
  Translations translations;
  translations.add("es", Catalogue::from_mo(spanish_mo()));
  EXPECT_EQ(translations.text(_("Sign in and try again."), "es"), "Inicie sesión e inténtelo de nuevo.");
  EXPECT_EQ(translations.text(_n("There is a problem with one answer.", "There is a problem with {count} answers.", 3), "es"),
            "Hay un problema con 3 respuestas.");
}

}  // namespace cityhall
